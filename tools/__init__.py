"""What developers run: the import contract and the catalogues."""
