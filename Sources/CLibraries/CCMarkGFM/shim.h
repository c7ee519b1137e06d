// Table node types are exported by the library but declared only in a private header.
#include <cmark-gfm.h>
#include <cmark-gfm-core-extensions.h>

extern cmark_node_type CMARK_NODE_TABLE, CMARK_NODE_TABLE_ROW, CMARK_NODE_TABLE_CELL;
extern cmark_node_type CMARK_NODE_STRIKETHROUGH;

static inline cmark_node_type plumbline_table(void) { return CMARK_NODE_TABLE; }
static inline cmark_node_type plumbline_table_row(void) { return CMARK_NODE_TABLE_ROW; }
static inline cmark_node_type plumbline_table_cell(void) { return CMARK_NODE_TABLE_CELL; }
static inline cmark_node_type plumbline_strikethrough(void) { return CMARK_NODE_STRIKETHROUGH; }
