"""Which story a link points to, on the platforms that give one story many addresses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote, urlencode

from sumvay.links.address import Address, NotALink, read_address


class LinkKind(StrEnum):
    """Where a link leads; a share or short link hides its story until it is opened, a profile is no story."""

    FACEBOOK = "facebook"
    FACEBOOK_SHARE = "facebook_share"
    YOUTUBE = "youtube"
    TIKTOK = "tiktok"
    TIKTOK_SHORT = "tiktok_short"
    ZALO = "zalo"
    PROFILE = "profile"
    WEB = "web"


@dataclass(frozen=True)
class Link:
    """A recognised link: its kind, the address to open, and the key that two links to the same story share."""

    kind: LinkKind
    url: str
    key: str


VIDEO_ID = re.compile(r"[0-9A-Za-z_-]{11}")
TIKTOK_ID = re.compile(r"\d{15,20}")
FACEBOOK_ID = re.compile(r"\d+|pfbid[0-9A-Za-z]+")
# Facebook ids of this length are unique over all pages; the page, a name here and a number there, is left out.
WORLDWIDE_ID = re.compile(r"\d{10,}|pfbid\w+")
# What a pasted message can hold as an address: with a scheme, with www, or a host with a path.
PASTED = re.compile(
    r"(?:https?://|(?<![\w@./-])(?:www\.|(?=(?:[a-z0-9-]+\.)+[a-z]{2,}/)))"
    r"(?:(?!(?<![=/])https?://)[^\s<>\"“”‘’|{}\\^`])+",
    re.I,
)


def canonical(url: str) -> Link:
    """
    Recognise one pasted link without opening it.

    Tracking parameters, mobile hosts and wrapping addresses are taken off; the same story under another address gives
    the same key. Raises NotALink for e-mail addresses, other schemes, bare words and addresses inside a network.
    """
    address = read_address(url)
    for belongs, recognise in READERS:
        if belongs(address.site):
            return recognise(address) or _plain(address, LinkKind.WEB)
    return _plain(address, LinkKind.WEB)


def links_in(text: str) -> list[Link]:
    """Every link of a pasted message, each story once, in the order of the text; what is no link is passed over."""
    found: dict[str, Link] = {}
    for pasted in PASTED.findall(text):
        try:
            link = canonical(_without_closing(pasted))
        except NotALink:
            continue
        found.setdefault(link.key, link)
    return list(found.values())


def _without_closing(pasted: str) -> str:
    """A sentence goes on after a link: the marks that end it belong to the sentence."""
    pasted = pasted.rstrip(".,;:!?…'")
    while pasted.endswith((")", "]")) and pasted.count(pasted[-1]) > pasted.count({")": "(", "]": "["}[pasted[-1]]):
        pasted = pasted[:-1].rstrip(".,;:!?…'")
    return pasted


def _plain(address: Address, kind: LinkKind) -> Link:
    return Link(kind, address.url(), address.key())


def _youtube(address: Address) -> Link | None:
    steps = address.steps or [""]
    if address.site == "youtu.be":
        video = steps[0]
    elif steps[0] in {"shorts", "live", "embed", "v"} and len(steps) > 1:
        video = steps[1]
    else:
        video = address.parameter("v")
    if VIDEO_ID.fullmatch(video):
        return Link(LinkKind.YOUTUBE, f"https://www.youtube.com/watch?v={video}", f"yt:v:{video}")
    if playlist := address.parameter("list"):
        return Link(
            LinkKind.YOUTUBE, "https://www.youtube.com/playlist?" + urlencode({"list": playlist}), f"yt:l:{playlist}"
        )
    if steps[0].startswith("@") or (steps[0] in {"channel", "c", "user"} and len(steps) > 1):
        channel = steps[0] if steps[0].startswith("@") else "/".join(steps[:2])
        return Link(LinkKind.PROFILE, f"https://www.youtube.com/{quote(channel, safe='/@')}", f"yt:c:{channel}")
    return None


def _tiktok(address: Address) -> Link | None:
    steps = address.steps
    if address.host.startswith(("vm.", "vt.")) or steps[:1] == ["t"]:
        code = steps[-1] if steps else ""
        return Link(LinkKind.TIKTOK_SHORT, f"https://{address.host}{address.path}", f"tt:s:{code}") if code else None
    story = next((m[0] for step in steps if (m := TIKTOK_ID.fullmatch(step.removesuffix(".html")))), None)
    user = steps[0] if steps and steps[0].startswith("@") else "@"
    if story:
        form = "photo" if "photo" in steps else "video"
        return Link(LinkKind.TIKTOK, f"https://www.tiktok.com/{quote(user, safe='@')}/{form}/{story}", f"tt:v:{story}")
    if len(user) > 1:
        return Link(LinkKind.PROFILE, f"https://www.tiktok.com/{quote(user, safe='@')}", f"tt:u:{user.lower()}")
    return None


def _zalo(address: Address) -> Link | None:
    steps = address.steps
    if address.site == "rd.zapps.vn" and steps[:1] in (["detail"], ["video"]):
        account, article = (steps[1] if len(steps) > 1 else address.parameter("pageId")), address.parameter("id")
        if account and article:
            query = urlencode({"id": article, "pageId": account})
            return Link(LinkKind.ZALO, f"https://rd.zapps.vn/{steps[0]}/{account}?{query}", f"zl:a:{account}:{article}")
    # Where Zalo shows articles besides rd.zapps.vn is not documented; a page of an account or group is no story.
    return _plain(address, LinkKind.ZALO if {"article", "detail", "video"} & set(steps) else LinkKind.PROFILE)


def _facebook(address: Address) -> Link | None:
    steps = address.steps
    if address.site == "fb.watch" or steps[:1] == ["share"]:
        host = "fb.watch" if address.site == "fb.watch" else "www.facebook.com"
        code = (steps or [""])[-1]
        return Link(LinkKind.FACEBOOK_SHARE, f"https://{host}{address.path}", f"fb:s:{code}") if code else None
    story = next(_facebook_stories(address, steps), None)
    return story or (_facebook_page(address, steps) if steps else None)


def _facebook_page(address: Address, steps: list[str]) -> Link:
    page = {"profile.php": address.parameter("id"), "people": steps[-1]}.get(steps[0], steps[0] * (len(steps) == 1))
    if page and not page.endswith(".php"):
        return Link(LinkKind.PROFILE, f"https://www.facebook.com/{quote(page)}", f"fb:u:{page.lower()}")
    kind = LinkKind.PROFILE if steps[0] == "groups" else LinkKind.FACEBOOK
    return _plain(Address("https", "www.facebook.com", address.path, address.parameters), kind)


def _facebook_stories(address: Address, steps: list[str]) -> Iterator[Link]:
    """The readings of a Facebook address as one post, video or photo, surest first."""
    page = steps[0] if steps else ""
    last = next((step for step in reversed(steps) if FACEBOOK_ID.fullmatch(step)), "")
    yield from _facebook_posts(address, steps, page, last)
    video = (
        address.parameter("v") if page in {"watch", "video.php"} else last * bool({"videos", "reel"} & set(steps[:2]))
    )
    if FACEBOOK_ID.fullmatch(video):
        yield Link(LinkKind.FACEBOOK, f"https://www.facebook.com/watch/?v={video}", f"fb:v:{video}")
    photo = address.parameter("fbid") if page in {"photo", "photo.php"} else last * ("photos" in steps[:2])
    if FACEBOOK_ID.fullmatch(photo):
        yield Link(LinkKind.FACEBOOK, f"https://www.facebook.com/photo/?fbid={photo}", f"fb:ph:{photo}")


def _facebook_posts(address: Address, steps: list[str], page: str, last: str) -> Iterator[Link]:
    named = (
        address.parameter("story_fbid") if page in {"permalink.php", "story.php"} else last * (steps[1:2] == ["posts"])
    )
    if FACEBOOK_ID.fullmatch(named):
        yield _facebook_post(address.parameter("id") or page, named)
    in_group = address.parameter("multi_permalinks") or last * bool({"posts", "permalink"} & set(steps[2:3]))
    if page == "groups" and len(steps) > 1 and FACEBOOK_ID.fullmatch(in_group):
        url = f"https://www.facebook.com/groups/{quote(steps[1])}/posts/{in_group}"
        yield Link(LinkKind.FACEBOOK, url, _post_key(steps[1], in_group))
    if both := re.fullmatch(r"(\d+)_(\d+)", page):
        yield _facebook_post(both[1], both[2])


def _facebook_post(page: str, post: str) -> Link:
    if page.isdigit():
        url = "https://www.facebook.com/permalink.php?" + urlencode({"story_fbid": post, "id": page})
    else:
        url = f"https://www.facebook.com/{quote(page)}/posts/{post}"
    return Link(LinkKind.FACEBOOK, url, _post_key(page, post))


def _post_key(page: str, post: str) -> str:
    return f"fb:p:{post}" if WORLDWIDE_ID.fullmatch(post) else f"fb:p:{page.lower()}:{post}"


def _host_in(*names: str):
    return lambda site: any(site == name or site.endswith("." + name) for name in names)


READERS = (
    (_host_in("facebook.com", "fb.com", "fb.watch"), _facebook),
    (_host_in("youtube.com", "youtu.be", "youtube-nocookie.com"), _youtube),
    (_host_in("tiktok.com"), _tiktok),
    (_host_in("zalo.me", "rd.zapps.vn"), _zalo),
)
