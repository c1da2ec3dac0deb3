"""Links of Markdown pages that leave the repository: their targets stay behind, so each gets the address that it has there."""

import re
from pathlib import Path, PurePosixPath

# The target of a link or picture, and what is before it. A page of ours has no other form of link.
LINK = re.compile(r"(?P<before>(?P<picture>!?)\[[^\]]*\]\()(?P<target>[^)\s]+)(?=[)\s])")


def is_path(target: str) -> bool:
    """Whether a target leads nowhere once its page is in a package."""
    return not re.match(r"[a-z]+:|#", target)


def relative(text: str) -> list[str]:
    """The targets that are paths."""
    return [link["target"] for link in LINK.finditer(text) if is_path(link["target"])]


def absolute(root: Path, page: str, repository: str, tag: str) -> str:
    """A page with the addresses that its links have in the repository, at a tag. A link to nothing is an error."""

    def link(found: re.Match[str]) -> str:
        if not is_path(found["target"]):
            return found[0]
        path, mark, place = found["target"].partition("#")
        target = (root / page).parent / path
        if not target.exists():
            raise FileNotFoundError(f"{page} links to {path}, which is not there")
        kind = "raw" if found["picture"] else "tree" if target.is_dir() else "blob"
        inside = PurePosixPath(target.resolve().relative_to(root.resolve()).as_posix())
        return f"{found['before']}{repository}/{kind}/{tag}/{inside}{mark}{place}"

    return LINK.sub(link, (root / page).read_text())
