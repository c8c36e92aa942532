//! Rehearsing the loss of a machine: an executor that stops in the midst of its work, without a word to the
//! scheduler, as one does that hangs or is cut off.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

static STALL_AFTER: OnceLock<u64> = OnceLock::new();
static BEGUN: AtomicU64 = AtomicU64::new(0);

/// The line on standard error that says that the executor has stopped working.
pub const STALLED: &str = "drill: stalled, with a part of the scan in hand";

/// From now on, this process does `parts` parts of scans and stops within the next.
pub fn stall_after(parts: u64) {
    // Whoever sets it twice has it as set first.
    let _ = STALL_AFTER.set(parts);
}

/// To be waited for before each part; never comes back if it is time to stall.
pub async fn part() {
    let Some(most) = STALL_AFTER.get() else {
        return;
    };
    let before = BEGUN.fetch_add(1, Ordering::SeqCst);
    if before >= *most {
        eprintln!("{STALLED}");
        std::future::pending::<()>().await;
    }
}
