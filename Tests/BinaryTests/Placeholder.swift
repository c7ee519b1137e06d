// Binary
