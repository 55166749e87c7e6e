UPDATE case_info SET sealed = true;
