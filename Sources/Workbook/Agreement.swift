internal import Database

extension Capture {
  /// Keeps what the fields of a row of the matrix look like now, if it is agreed; forgets it if it is not. The
  /// view `mapping_drift` tells what changed since.
  func rememberAgreement(_ mapping: Int64) throws(DatabaseError) {
    try connection.run("DELETE FROM agreed_schema WHERE mapping_id = ?", [.integer(mapping)])
    try connection.run(
      """
      INSERT INTO agreed_schema
      SELECT m.id, f.id, f.type, f.format, f.required, f.nullable, f.max_length,
        CASE WHEN f.code_list_id IS NOT NULL THEN (
          SELECT json_group_array(value) FROM (
            SELECT value FROM fact_code WHERE code_list_id = f.code_list_id ORDER BY value)) END
      FROM fact_mapping m
      JOIN (
        SELECT target_id AS field_id FROM fact_link WHERE fact_id = ?1 AND attribute = 'sources'
        UNION SELECT target_id FROM fact_mapping WHERE id = ?1) s
      JOIN fact_field f ON f.id = s.field_id
      WHERE m.id = ?1 AND m.state = 'agreed'
      """, [.integer(mapping)])
  }
}
