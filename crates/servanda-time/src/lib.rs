//! servanda-time
