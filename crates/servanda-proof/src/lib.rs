//! servanda-proof
