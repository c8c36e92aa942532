//! The map: coastlines, places, disputed places hatched. An equal-area projection (Lambert azimuthal
//! for a region, Equal Earth for the world); coastlines are Natural Earth's, cut to what is shown.

use crate::scene::Spot;
use std::fmt::Write;
use std::sync::OnceLock;

const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 440.0;

/// A closed line of (longitude, latitude), degrees.
type Ring = Vec<(f64, f64)>;

/// The coastlines. See `scripts/make-basemap` for the format; a damaged file gives an empty map.
fn rings() -> &'static [Ring] {
    static RINGS: OnceLock<Vec<Ring>> = OnceLock::new();
    RINGS.get_or_init(|| decode(include_bytes!("../../data/basemap.bin")).unwrap_or_default())
}

fn decode(bytes: &[u8]) -> Option<Vec<Ring>> {
    let mut at = bytes.strip_prefix(b"SVBM1")?.iter();
    let mut number = move || -> Option<u64> {
        let (mut n, mut shift) = (0u64, 0u32);
        loop {
            let b = *at.next()?;
            n |= u64::from(b & 0x7F).checked_shl(shift)?;
            if b < 0x80 {
                return Some(n);
            }
            shift += 7;
        }
    };
    let signed = |n: u64| (n >> 1) as i64 ^ -((n & 1) as i64);
    let mut out = Vec::new();
    while let Some(n) = number() {
        let (mut x, mut y) = (0i64, 0i64);
        let mut ring = Vec::with_capacity(n as usize);
        for _ in 0..n {
            x += signed(number()?);
            y += signed(number()?);
            ring.push((x as f64 / 100.0, y as f64 / 100.0));
        }
        out.push(ring);
    }
    Some(out)
}

/// From longitude and latitude to the picture.
struct Projection {
    center: (f64, f64),
    world: bool,
    scale: f64,
    shift: (f64, f64),
}

impl Projection {
    /// Fits the places, with room around them.
    fn fitting(spots: &[&Spot]) -> Self {
        let lats = spots.iter().map(|s| s.at.0);
        let lat = (
            lats.clone().fold(90.0, f64::min),
            lats.fold(-90.0, f64::max),
        );
        let (lon_mid, lon_span) = longitudes(spots);
        let world = lon_span > 150.0;
        let mut p = Self {
            center: (if world { 0.0 } else { lon_mid }, (lat.0 + lat.1) / 2.0),
            world,
            scale: 1.0,
            shift: (0.0, 0.0),
        };
        let points: Vec<(f64, f64)> = spots.iter().filter_map(|s| p.raw(s.at.1, s.at.0)).collect();
        let span = |f: fn(&(f64, f64)) -> f64| {
            let v = points.iter().map(f);
            (
                v.clone().fold(f64::INFINITY, f64::min),
                v.fold(f64::NEG_INFINITY, f64::max),
            )
        };
        let (x, y) = (span(|p| p.0), span(|p| p.1));
        // At least some eight degrees across, so that one place still shows its surroundings.
        let (w, h) = ((x.1 - x.0).max(0.14) * 1.3, (y.1 - y.0).max(0.09) * 1.3);
        p.scale = (WIDTH / w).min(HEIGHT / h);
        p.shift = (
            WIDTH / 2.0 - (x.0 + x.1) / 2.0 * p.scale,
            HEIGHT / 2.0 + (y.0 + y.1) / 2.0 * p.scale,
        );
        p
    }

    fn raw(&self, lon: f64, lat: f64) -> Option<(f64, f64)> {
        let (l, p) = ((lon - self.center.0).to_radians(), lat.to_radians());
        if self.world {
            let t = (3f64.sqrt() / 2.0 * p.sin()).asin();
            let (a1, a2, a3, a4) = (1.340_264, -0.081_106, 0.000_893, 0.003_796);
            let (t2, t6) = (t * t, t.powi(6));
            let x = 2.0 * 3f64.sqrt() * l * t.cos()
                / (3.0 * (9.0 * a4 * t6 * t2 + 7.0 * a3 * t6 + 3.0 * a2 * t2 + a1));
            return Some((x, t * (a1 + a2 * t2 + t6 * (a3 + a4 * t2))));
        }
        let p0 = self.center.1.to_radians();
        let c = p0.sin() * p.sin() + p0.cos() * p.cos() * l.cos();
        // The far side of the globe is not drawn.
        if c < -0.3 {
            return None;
        }
        let k = (2.0 / (1.0 + c)).sqrt();
        Some((
            k * p.cos() * l.sin(),
            k * (p0.cos() * p.sin() - p0.sin() * p.cos() * l.cos()),
        ))
    }

    fn at(&self, lon: f64, lat: f64) -> Option<(f64, f64)> {
        self.raw(lon, lat)
            .map(|(x, y)| (x * self.scale + self.shift.0, self.shift.1 - y * self.scale))
    }
}

/// The middle and width of the smallest arc that holds all longitudes.
fn longitudes(spots: &[&Spot]) -> (f64, f64) {
    let mut all: Vec<f64> = spots.iter().map(|s| s.at.1.rem_euclid(360.0)).collect();
    all.sort_by(f64::total_cmp);
    let Some((first, last)) = all.first().zip(all.last()) else {
        return (0.0, 360.0);
    };
    let mut gap = (first + 360.0 - last, *first);
    for w in all.windows(2) {
        if w[1] - w[0] > gap.0 {
            gap = (w[1] - w[0], w[1]);
        }
    }
    let span = 360.0 - gap.0;
    let mid = gap.1 + span / 2.0;
    (if mid > 180.0 { mid - 360.0 } else { mid }, span)
}

/// Maps, and the places left off them.
pub struct Maps<'s> {
    /// The maps as SVG.
    pub svgs: Vec<String>,
    /// Places too far from all others to be drawn without making everything small.
    pub beyond: Vec<&'s Spot>,
}

/// Farthest that a place may be from the next one to be on the same map, in kilometres.
const REACH: f64 = 2200.0;
/// Most maps of one report.
const MAPS: usize = 2;

/// The maps: one for each group of places near each other, the largest groups first; `label` names them
/// for those who do not see them.
pub fn maps<'s>(spots: &'s [Spot], label: &str) -> Maps<'s> {
    let mut groups: Vec<Vec<&Spot>> = Vec::new();
    for s in spots {
        let near = |g: &Vec<&Spot>| g.iter().any(|o| kilometres(o.at, s.at) < REACH);
        let (mut with, without): (Vec<_>, Vec<_>) = groups.into_iter().partition(near);
        let mut joined: Vec<&Spot> = with.drain(..).flatten().collect();
        joined.push(s);
        groups = without;
        groups.push(joined);
    }
    groups.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a[0].id.cmp(&b[0].id)));
    let mut out = Maps {
        svgs: Vec::new(),
        beyond: Vec::new(),
    };
    let most = groups.first().map_or(0, Vec::len);
    for mut g in groups {
        // A second map is worth its room for several places only.
        if out.svgs.is_empty() || out.svgs.len() < MAPS && g.len() >= 3 && g.len() * 5 >= most {
            g.sort_by(|a, b| b.at.0.total_cmp(&a.at.0).then_with(|| a.id.cmp(&b.id)));
            out.svgs.push(svg(&g, label, out.svgs.len()));
        } else {
            out.beyond.extend(g);
        }
    }
    out.beyond
        .sort_by(|a, b| a.name.en.cmp(&b.name.en).then_with(|| a.id.cmp(&b.id)));
    out
}

/// The distance of two points on the globe, in kilometres.
fn kilometres(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (p, q) = (a.0.to_radians(), b.0.to_radians());
    let l = (b.1 - a.1).to_radians();
    let c = p.sin() * q.sin() + p.cos() * q.cos() * l.cos();
    c.clamp(-1.0, 1.0).acos() * 6371.0
}

/// One map as SVG, the `n`th of the page.
fn svg(shown: &[&Spot], label: &str, n: usize) -> String {
    let p = Projection::fitting(shown);
    let mut out = String::new();
    let _ = write!(
        out,
        "<svg class=\"map\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{}\">\
         <defs><pattern id=\"hatch{n}\" width=\"10\" height=\"10\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
         <rect width=\"10\" height=\"10\" class=\"hatch-bg\"/><rect width=\"4\" height=\"10\" class=\"hatch\"/></pattern>\
         <clipPath id=\"frame{n}\"><rect width=\"{WIDTH}\" height=\"{HEIGHT}\"/></clipPath></defs>\
         <rect class=\"sea\" width=\"{WIDTH}\" height=\"{HEIGHT}\"/><g clip-path=\"url(#frame{n})\"><g transform=\"scale(.5)\">",
        escape(label)
    );
    let hatched = disputed_rings(shown);
    let mut land = String::new();
    let mut dispute = String::new();
    for (i, ring) in rings().iter().enumerate() {
        let d = path(ring, &p);
        if hatched.contains(&i) {
            dispute.push_str(&d)
        } else {
            land.push_str(&d)
        }
    }
    let _ = write!(out, "<path class=\"land\" d=\"{land}\"/>");
    if !dispute.is_empty() {
        let _ = write!(
            out,
            "<path class=\"disputed\" fill=\"url(#hatch{n})\" d=\"{dispute}\"/>"
        );
    }
    out.push_str("</g>");
    labels(shown, &p, &mut out);
    out.push_str("</g></svg>");
    out
}

/// Islands that are disputed places: small rings around, or nearest to, the place's point.
fn disputed_rings(spots: &[&Spot]) -> Vec<usize> {
    let mut out = Vec::new();
    for s in spots
        .iter()
        .filter(|s| s.claimed_by.len() > 1 || !s.claimed_by.is_empty())
    {
        if !matches!(s.kind.as_str(), "island" | "archipelago") {
            continue;
        }
        let reach = if s.kind == "archipelago" { 0.45 } else { 0.6 };
        let near = |r: &Ring| {
            let (w, h) = size(r);
            let c = middle(r);
            (w < 3.0 && h < 2.0)
                .then(|| ((c.0 - s.at.1) * s.at.0.to_radians().cos()).hypot(c.1 - s.at.0))
                .filter(|d| *d < reach)
        };
        let mut close: Vec<(usize, f64)> = rings()
            .iter()
            .enumerate()
            .filter_map(|(i, r)| near(r).map(|d| (i, d)))
            .collect();
        close.sort_by(|a, b| a.1.total_cmp(&b.1));
        let take = if s.kind == "archipelago" {
            close.len()
        } else {
            1
        };
        out.extend(close.into_iter().take(take).map(|(i, _)| i));
    }
    out
}

fn size(r: &Ring) -> (f64, f64) {
    let span = |f: fn(&(f64, f64)) -> f64| {
        let v = r.iter().map(f);
        v.clone().fold(f64::NEG_INFINITY, f64::max) - v.fold(f64::INFINITY, f64::min)
    };
    (span(|p| p.0), span(|p| p.1))
}

fn middle(r: &Ring) -> (f64, f64) {
    let n = r.len().max(1) as f64;
    (
        r.iter().map(|p| p.0).sum::<f64>() / n,
        r.iter().map(|p| p.1).sum::<f64>() / n,
    )
}

/// A ring as path data, relative, in half pixels; empty where it is out of the picture.
fn path(ring: &Ring, p: &Projection) -> String {
    const ROOM: f64 = 20.0;
    let points: Vec<(f64, f64)> = ring
        .iter()
        .filter_map(|(lon, lat)| p.at(*lon, *lat))
        .collect();
    let inside = |q: &(f64, f64)| (0.0..WIDTH).contains(&q.0) && (0.0..HEIGHT).contains(&q.1);
    if points.len() < 3 || !points.iter().any(inside) && !around(&points) {
        return String::new();
    }
    // Outside the picture the exact line does not matter; what runs along its border folds into one line.
    let points: Vec<(f64, f64)> = points
        .iter()
        .map(|q| {
            (
                q.0.clamp(-ROOM, WIDTH + ROOM),
                q.1.clamp(-ROOM, HEIGHT + ROOM),
            )
        })
        .collect();
    let mut out = String::new();
    let mut last: Option<(i64, i64)> = None;
    for q in simplify(&points) {
        let q = ((q.0 * 2.0).round() as i64, (q.1 * 2.0).round() as i64);
        match last {
            None => {
                let _ = write!(out, "M{} {}l", q.0, q.1);
            }
            Some(l) if l == q => continue,
            Some(l) => {
                let (dx, dy) = (q.0 - l.0, q.1 - l.1);
                let first = out.ends_with('l') || dx < 0;
                let gap = if dy < 0 { "" } else { " " };
                let _ = write!(out, "{}{dx}{gap}{dy}", if first { "" } else { " " });
            }
        }
        last = Some(q);
    }
    // A dot of land narrower than the line round it is left out.
    if out.ends_with('l') {
        return String::new();
    }
    out.push('z');
    out
}

/// The points that matter at this size (Douglas and Peucker, half a pixel).
fn simplify(points: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let mut keep = vec![false; points.len()];
    let Some(last) = points.len().checked_sub(1) else {
        return Vec::new();
    };
    keep[0] = true;
    keep[last] = true;
    // A ring begins and ends nearly at one point: the farthest from it parts it in two.
    let mut todo = vec![(0, last)];
    while let Some((a, z)) = todo.pop() {
        let far = (a + 1..z)
            .map(|i| (i, off(points[i], points[a], points[z])))
            .max_by(|x, y| x.1.total_cmp(&y.1).then(y.0.cmp(&x.0)));
        if let Some((i, d)) = far
            && d > 0.5
        {
            keep[i] = true;
            todo.push((a, i));
            todo.push((i, z));
        }
    }
    points
        .iter()
        .zip(keep)
        .filter_map(|(p, k)| k.then_some(*p))
        .collect()
}

/// How far a point is off a line.
fn off(q: (f64, f64), a: (f64, f64), z: (f64, f64)) -> f64 {
    let (dx, dy) = (z.0 - a.0, z.1 - a.1);
    let long = dx.hypot(dy);
    if long < 1e-9 {
        return (q.0 - a.0).hypot(q.1 - a.1);
    }
    let t = (((q.0 - a.0) * dx + (q.1 - a.1) * dy) / (long * long)).clamp(0.0, 1.0);
    (q.0 - a.0 - t * dx).hypot(q.1 - a.1 - t * dy)
}

/// Whether a line goes round the whole picture (the middle of a continent).
fn around(points: &[(f64, f64)]) -> bool {
    let (cx, cy) = (WIDTH / 2.0, HEIGHT / 2.0);
    let mut inside = false;
    let mut j = points.len() - 1;
    for i in 0..points.len() {
        let ((xi, yi), (xj, yj)) = (points[i], points[j]);
        if (yi > cy) != (yj > cy) && cx < (xj - xi) * (cy - yi) / (yj - yi) + xi {
            inside = !inside;
        }
        j = i;
    }
    inside
}

fn labels(spots: &[&Spot], p: &Projection, out: &mut String) {
    // No label may lie on another or on a dot.
    let mut taken: Vec<(f64, f64, f64, f64)> = spots
        .iter()
        .filter_map(|s| p.at(s.at.1, s.at.0))
        .map(|(x, y)| (x - 4.0, y - 4.0, x + 4.0, y + 4.0))
        .collect();
    for s in spots {
        let Some((x, y)) = p.at(s.at.1, s.at.0) else {
            continue;
        };
        let class = if s.claimed_by.is_empty() {
            "spot"
        } else {
            "spot spot-disputed"
        };
        let _ = write!(
            out,
            "<circle class=\"{class}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3.5\"><title>{} / {}</title></circle>",
            escape(&s.name.en),
            escape(&s.name.ja)
        );
        let w = 7.0 * s.name.en.chars().count() as f64;
        // The label goes right, left, above or below, wherever it meets no other; else it is left to the table.
        let places = [
            (x + 6.0, y + 4.0, "start"),
            (x - 6.0, y + 4.0, "end"),
            (x, y - 7.0, "middle"),
            (x, y + 15.0, "middle"),
        ];
        for (tx, ty, anchor) in places {
            let left = match anchor {
                "start" => tx,
                "end" => tx - w,
                _ => tx - w / 2.0,
            };
            let b = (left, ty - 11.0, left + w, ty + 3.0);
            let free = taken
                .iter()
                .all(|t| b.2 < t.0 || b.0 > t.2 || b.3 < t.1 || b.1 > t.3);
            if free && b.0 > 2.0 && b.2 < WIDTH - 2.0 && b.1 > 2.0 && b.3 < HEIGHT - 2.0 {
                taken.push(b);
                for (lang, name) in [("en", &s.name.en), ("ja", &s.name.ja)] {
                    let _ = write!(
                        out,
                        "<text lang=\"{lang}\" x=\"{tx:.1}\" y=\"{ty:.1}\" text-anchor=\"{anchor}\">{}</text>",
                        escape(name)
                    );
                }
                break;
            }
        }
    }
}

/// Escapes text for HTML and SVG.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use servanda_check::Bilingual;

    #[test]
    fn the_base_map_decodes_and_has_small_islands() {
        assert!(rings().len() > 1000);
        // Shikotan lies near 43.8 N 146.75 E.
        assert!(rings().iter().any(|r| {
            let (c, s) = (middle(r), size(r));
            s.0 < 1.0 && (c.0 - 146.75).abs() < 0.3 && (c.1 - 43.8).abs() < 0.3
        }));
    }

    fn spot(id: &str, lat: f64, lon: f64) -> Spot {
        Spot {
            id: id.into(),
            name: Bilingual::same(id),
            kind: "city".into(),
            at: (lat, lon),
            claimed_by: vec![],
            held_by: None,
        }
    }

    #[test]
    fn a_place_far_away_is_listed_and_does_not_shrink_the_map() {
        let near = [spot("tokyo", 35.7, 139.7), spot("nemuro", 43.3, 145.6)];
        let alone = maps(&near, "map").svgs;
        let mut all = near.to_vec();
        all.push(spot("lisbon", 38.7, -9.1));
        let with = maps(&all, "map");
        assert_eq!(with.svgs, alone);
        assert_eq!(with.beyond.len(), 1);
        assert!(alone[0].len() < 60_000, "{}", alone[0].len());
    }

    #[test]
    fn simplifying_keeps_every_point_within_half_a_pixel() {
        let line: Vec<(f64, f64)> = (0..500)
            .map(|i| {
                let t = f64::from(i) / 40.0;
                (t * 30.0, t.sin() * 50.0 + (t * 7.3).cos() * 3.0)
            })
            .collect();
        let kept = simplify(&line);
        assert!(kept.len() < line.len() / 2);
        for q in &line {
            let d = kept
                .windows(2)
                .map(|w| off(*q, w[0], w[1]))
                .fold(f64::MAX, f64::min);
            assert!(d <= 0.5, "{d}");
        }
    }

    #[test]
    fn names_are_escaped() {
        let s = Spot {
            id: "x".into(),
            name: Bilingual::same("<b>&"),
            kind: "city".into(),
            at: (43.0, 145.0),
            claimed_by: vec![],
            held_by: None,
        };
        let svg = maps(&[s], "\"map\"").svgs.concat();
        assert!(
            !svg.contains("<b>")
                && svg.contains("&lt;b&gt;&amp;")
                && svg.contains("&quot;map&quot;")
        );
    }
}
