UPDATE digests SET verdict = v.verdict, chain_id = v.chain_id, via = v.via, signature = v.signature, trusted = v.trusted
FROM verdicts v
WHERE digests.object_id = v.object_id;
