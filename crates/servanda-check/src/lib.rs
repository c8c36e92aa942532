//! servanda-check
