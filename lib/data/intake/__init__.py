"""How figures come in: from the bytes of a file to rows that can be committed.

`read` gives sheets of cells, `understand` finds what each cell means and asks what it cannot know,
`preview` compares the result with what is held. Nothing here writes; nothing raises for what a file
holds; nothing is matched by position or guessed.
"""
