//! The article in an HTML page: its title and running text, without menus and sharing buttons.

use super::ReadError;
use servanda_time::UncertainDate;

/// What a page gives: the text that is read from here on, and its date where the page says one.
#[derive(Debug)]
pub(crate) struct Article {
    pub text: String,
    pub date: Option<UncertainDate>,
}

/// Whether a text is an HTML page, by its first tag.
pub(crate) fn is_html(text: &str) -> bool {
    let head: String = text
        .trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t'])
        .chars()
        .take(600)
        .collect::<String>()
        .to_ascii_lowercase();
    let after = head
        .find("-->")
        .filter(|_| head.starts_with("<!--"))
        .map_or(head.as_str(), |i| head[i + 3..].trim_start());
    after.starts_with("<!doctype html")
        || after.starts_with("<html")
        || after.starts_with("<head")
        || after.starts_with("<body")
        || after.starts_with("<article")
        || head.starts_with("<?xml") && head.contains("<html")
}

/// Takes the article out of a page.
#[cfg(feature = "html")]
pub(crate) fn article(page: &str) -> Result<Article, ReadError> {
    use dom_smoothie::{Config, Readability, TextMode};
    let none = |why: String| ReadError::NoArticle { why };
    let config = Config {
        text_mode: TextMode::Formatted,
        char_threshold: 200,
        ..Config::default()
    };
    let mut reader = Readability::new(page, None, Some(config)).map_err(|e| none(e.to_string()))?;
    let a = reader.parse().map_err(|e| none(e.to_string()))?;
    let body = a.text_content.trim();
    if body.is_empty() {
        return Err(none("no running text was found".into()));
    }
    let title = a.title.trim();
    let text = if title.is_empty() || body.starts_with(title) {
        body.to_owned()
    } else {
        format!("{title}\n\n{body}")
    };
    let date = a
        .published_time
        .as_deref()
        .and_then(|t| t.get(..10))
        .and_then(|d| UncertainDate::parse(d).ok());
    Ok(Article { text, date })
}

/// Without the feature `html` pages are refused, not read as if their tags were words.
#[cfg(not(feature = "html"))]
pub(crate) fn article(_page: &str) -> Result<Article, ReadError> {
    Err(ReadError::NoArticle {
        why: "this build cannot read HTML pages; save the page as text".into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_told_by_their_first_tag() {
        for page in [
            "<!DOCTYPE html><p>a",
            " \n<html lang=en>",
            "<!-- x --><html>",
        ] {
            assert!(is_html(page), "{page}");
        }
        for text in ["A <b>bold</b> claim", "1 < 2", "<i>Title</i>"] {
            assert!(!is_html(text), "{text}");
        }
    }

    #[cfg(feature = "html")]
    #[test]
    fn the_article_is_taken_out_of_the_page() {
        let para = "The treaty was signed in the capital in the spring, and the two governments ratified it in the autumn of the same year. ".repeat(4);
        let page = format!(
            "<!doctype html><html><head><title>Ink</title><meta property=\"article:published_time\" content=\"2019-11-30T08:00:00Z\"></head><body><nav><a href=/>Home</a><a href=/x>More</a></nav><article><h1>Ink</h1><p>{para}</p><p>{para}</p></article><footer>Copyright</footer></body></html>"
        );
        let a = article(&page).unwrap();
        assert!(
            a.text.contains("ratified it in the autumn") && !a.text.contains("Copyright"),
            "{}",
            a.text
        );
        assert!(a.text.contains("\n"), "paragraphs are kept apart");
        assert_eq!(a.date.map(|d| d.edtf()).as_deref(), Some("2019-11-30"));
    }

    #[test]
    fn a_page_without_an_article_is_an_error() {
        assert!(matches!(
            article("<html><body></body></html>"),
            Err(ReadError::NoArticle { .. })
        ));
    }
}
