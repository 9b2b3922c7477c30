x = f"{a!r:>{w}} {{}} {b=}" rb'\x00' "\N{BULLET}" '''one
two''' 0x_ff 1_000.5e-3 0b101 1j
if x:
	y = (1,
  2)  # comment
else:
    z = x \
        + 1
