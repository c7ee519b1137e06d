// Gaps
