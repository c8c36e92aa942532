//! servanda-import
