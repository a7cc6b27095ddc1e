"""导入 in the back office: upload, review, decide, take back."""
