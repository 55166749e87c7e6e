FROM public_keys ORDER BY ALL;
