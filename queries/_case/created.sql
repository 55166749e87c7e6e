INSERT INTO case_info SELECT $schema_version, $tool_version, false;
