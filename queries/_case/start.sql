-- A case that is being written is not sealed; analysis refuses it.
UPDATE case_info SET sealed = false;
