"""``python -m lint`` is the command `ocrlint`."""

from lint.cli.main import main

if __name__ == "__main__":
    main()
