"""The phone, the board, the console, the wall, the toolbox: one module each."""
