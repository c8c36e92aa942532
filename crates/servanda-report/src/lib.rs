//! servanda-report
