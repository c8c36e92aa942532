//! servanda-scan
