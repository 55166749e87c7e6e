SELECT schema_version, tool_version, sealed FROM case_info;
