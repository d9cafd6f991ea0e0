"""The ribbon, the add-in, and the ways in which a button in Excel reaches perfxl."""
