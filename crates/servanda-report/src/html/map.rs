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

/// The map as SVG; `None` without places. `label` names it for those who do not see it.
pub fn svg(spots: &[Spot], label: &str) -> Option<String> {
    let shown: Vec<&Spot> = spots.iter().collect();
    if shown.is_empty() {
        return None;
    }
    let p = Projection::fitting(&shown);
    let mut out = String::new();
    let _ = write!(
        out,
        "<svg class=\"map\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{}\">\
         <defs><pattern id=\"hatch\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
         <rect width=\"5\" height=\"5\" class=\"hatch-bg\"/><rect width=\"2\" height=\"5\" class=\"hatch\"/></pattern>\
         <clipPath id=\"frame\"><rect width=\"{WIDTH}\" height=\"{HEIGHT}\"/></clipPath></defs>\
         <rect class=\"sea\" width=\"{WIDTH}\" height=\"{HEIGHT}\"/><g clip-path=\"url(#frame)\">",
        escape(label)
    );
    let hatched = disputed_rings(&shown);
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
        let _ = write!(out, "<path class=\"disputed\" d=\"{dispute}\"/>");
    }
    labels(&shown, &p, &mut out);
    out.push_str("</g></svg>");
    Some(out)
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

/// A ring as path data in whole and tenth pixels; empty where it is out of the picture.
fn path(ring: &Ring, p: &Projection) -> String {
    const ROOM: f64 = 60.0;
    let points: Vec<(f64, f64)> = ring
        .iter()
        .filter_map(|(lon, lat)| p.at(*lon, *lat))
        .collect();
    let inside =
        |q: &(f64, f64)| q.0 > -ROOM && q.0 < WIDTH + ROOM && q.1 > -ROOM && q.1 < HEIGHT + ROOM;
    if points.len() < 3 || !points.iter().any(inside) && !around(&points) {
        return String::new();
    }
    let mut out = String::new();
    let mut last: Option<(f64, f64)> = None;
    for q in &points {
        // Far outside the picture the exact line does not matter.
        let q = (
            q.0.clamp(-ROOM * 4.0, WIDTH + ROOM * 4.0),
            q.1.clamp(-ROOM * 4.0, HEIGHT + ROOM * 4.0),
        );
        if last.is_some_and(|l| (l.0 - q.0).abs() < 0.7 && (l.1 - q.1).abs() < 0.7) {
            continue;
        }
        let _ = write!(
            out,
            "{}{:.1} {:.1}",
            if last.is_none() { 'M' } else { 'L' },
            q.0,
            q.1
        );
        last = Some(q);
    }
    out.push('Z');
    out
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
    let mut taken: Vec<(f64, f64, f64, f64)> = Vec::new();
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
                        "<text class=\"{lang}\" x=\"{tx:.1}\" y=\"{ty:.1}\" text-anchor=\"{anchor}\">{}</text>",
                        escape(name)
                    );
                }
                break;
            }
        }
        taken.push((x - 5.0, y - 5.0, x + 5.0, y + 5.0));
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
        let svg = svg(&[s], "\"map\"").unwrap_or_default();
        assert!(
            !svg.contains("<b>")
                && svg.contains("&lt;b&gt;&amp;")
                && svg.contains("&quot;map&quot;")
        );
    }
}
