// Writes the cells that `cells.py` wrote down, by libxlsxwriter in the mode that Plumbline uses, and nothing else.
// usage: write-cells CELLS XLSX
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

enum { MOST_LOOKS = 64 };

static uint32_t number(FILE *file) {
  unsigned char b[4];
  if (fread(b, 1, 4, file) != 4) exit(3);
  return b[0] | b[1] << 8 | b[2] << 16 | (uint32_t)b[3] << 24;
}

static char *text(FILE *file, char **buffer, size_t *size, uint32_t length) {
  if (length + 1 > *size) *buffer = realloc(*buffer, *size = length + 1);
  if (fread(*buffer, 1, length + 1, file) != length + 1) exit(3);
  return *buffer;
}

int main(int count, char **words) {
  if (count != 3) return 2;
  FILE *file = fopen(words[1], "rb");
  if (!file) return 3;
  lxw_workbook_options options = {.constant_memory = LXW_TRUE};
  lxw_workbook *book = workbook_new_opt(words[2], &options);
  lxw_format *looks[MOST_LOOKS] = {NULL};
  lxw_worksheet *sheet = NULL;
  char *first = NULL, *second = NULL;
  size_t first_size = 0, second_size = 0;
  for (int letter; (letter = getc(file)) != EOF;) {
    uint32_t a = number(file), b = number(file), c = number(file), n = number(file), m = number(file);
    text(file, &first, &first_size, n);
    text(file, &second, &second_size, m);
    switch (letter) {
    case 'S':
      for (uint32_t i = 1; i < a && i < MOST_LOOKS && !looks[i]; i++) {
        looks[i] = workbook_add_format(book);
        format_set_align(looks[i], LXW_ALIGN_VERTICAL_TOP);
        format_set_text_wrap(looks[i]);
        format_set_indent(looks[i], i % 15);
      }
      sheet = workbook_add_worksheet(book, first);
      worksheet_freeze_panes(sheet, 1, 0);
      break;
    case 'C': worksheet_set_column(sheet, a, a, c / 100.0, NULL); break;
    case 'H': worksheet_set_row(sheet, a, c / 100.0, NULL); break;
    case 'T': worksheet_write_string(sheet, a, b, first, looks[c]); break;
    case 'N': worksheet_write_number(sheet, a, b, strtod(first, NULL), looks[c]); break;
    case 'L': worksheet_write_url_opt(sheet, a, b, second, looks[c], first, NULL); break;
    }
  }
  return workbook_close(book) == LXW_NO_ERROR ? 0 : 1;
}
