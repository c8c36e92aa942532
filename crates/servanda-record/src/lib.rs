//! servanda-record
