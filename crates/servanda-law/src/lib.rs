//! servanda-law
