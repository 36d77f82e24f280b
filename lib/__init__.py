"""Hà Nội Số: everything behind the pages, one package a layer (see README, "The house")."""
