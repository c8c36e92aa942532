//! servanda-text
