DELETE FROM public_keys;
