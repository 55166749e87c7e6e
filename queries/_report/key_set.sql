SELECT region, fingerprint, der_base64 AS der FROM public_keys WHERE used;
