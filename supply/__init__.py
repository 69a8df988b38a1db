"""What a release is made of: its packages, their licences, its bill of materials, its signature."""
