"""One story has many addresses and one key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sumvay.links import LinkKind, NotALink, canonical

POST = "1234567890123456"
VIDEO = "987654321012345"
CLIP = "dQw4w9WgXcQ"
TIKTOK = "7345678901234567890"
ARTICLE = "rd.zapps.vn/detail/123456789012345678?id=abc1f&pageId=123456789012345678"

SAME_STORY = [
    (
        LinkKind.FACEBOOK,
        f"fb:p:{POST}",
        [
            f"https://www.facebook.com/congdoan/posts/{POST}",
            f"https://web.facebook.com/congdoan/posts/{POST}/?mibextid=x&rdid=y",
            f"https://www.facebook.com/congdoan/posts/ten-bai-viet/{POST}?__cft__[0]=AZ&__tn__=%2CO",
            f"https://m.facebook.com/story.php?story_fbid={POST}&id=100064&sfnsn=mo",
            f"https://mbasic.facebook.com/story.php?id=100064&story_fbid={POST}",
            f"https://vi-vn.facebook.com/permalink.php?story_fbid={POST}&id=100064&fbclid=IwAR",
            f"facebook.com/100064_{POST}",
            f"http://fb.com/congdoan/posts/{POST}",
            f"https://www.facebook.com/groups/555/posts/{POST}/",
            f"https://www.facebook.com/groups/congnhan/permalink/{POST}/",
            f"https://www.facebook.com/groups/555/?multi_permalinks={POST}",
            f"https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fcongdoan%2Fposts%2F{POST}",
            f"https://l.facebook.com/l.php?u=https%3A%2F%2Fm.facebook.com%2Fcongdoan%2Fposts%2F{POST}&h=AT0",
        ],
    ),
    (
        LinkKind.FACEBOOK,
        f"fb:v:{VIDEO}",
        [
            f"https://www.facebook.com/watch/?v={VIDEO}",
            f"https://www.facebook.com/watch/live/?ref=watch_permalink&v={VIDEO}",
            f"https://www.facebook.com/video.php?v={VIDEO}",
            f"https://www.facebook.com/reel/{VIDEO}?s=single_unit",
            f"https://www.facebook.com/congdoan/videos/{VIDEO}/",
            f"https://www.facebook.com/congdoan/videos/ten-phim/{VIDEO}",
        ],
    ),
    (
        LinkKind.FACEBOOK,
        "fb:ph:111222333444",
        [
            "https://www.facebook.com/photo/?fbid=111222333444&set=a.1",
            "https://www.facebook.com/photo.php?fbid=111222333444",
            "https://www.facebook.com/congdoan/photos/a.1/111222333444",
        ],
    ),
    (
        LinkKind.YOUTUBE,
        f"yt:v:{CLIP}",
        [
            f"https://www.youtube.com/watch?v={CLIP}",
            f"https://m.youtube.com/watch?list=PL1&v={CLIP}&t=10s&pp=x",
            f"youtu.be/{CLIP}?si=abc",
            f"https://youtube.com/shorts/{CLIP}?feature=share",
            f"https://www.youtube.com/live/{CLIP}",
            f"https://www.youtube-nocookie.com/embed/{CLIP}",
            f"https://music.youtube.com/watch?v={CLIP}",
        ],
    ),
    (
        LinkKind.TIKTOK,
        f"tt:v:{TIKTOK}",
        [
            f"https://www.tiktok.com/@cd.vn/video/{TIKTOK}?is_from_webapp=1&sender_device=pc",
            f"https://www.tiktok.com/@cd.vn/photo/{TIKTOK}",
            f"https://m.tiktok.com/v/{TIKTOK}.html?_t=8",
            f"https://www.tiktok.com/embed/v2/{TIKTOK}",
        ],
    ),
    (
        LinkKind.ZALO,
        "zl:a:123456789012345678:abc1f",
        [
            f"https://{ARTICLE}",
            f"https://{ARTICLE}&zl3rd=815789662550058820",
            "https://rd.zapps.vn/video/123456789012345678?id=abc1f",
        ],
    ),
    (
        LinkKind.WEB,
        "laodong.vn/cong-doan/t%E1%BA%BFt-sum-v%E1%BA%A7y-1.ldo?a=1&b=2",
        [
            "https://laodong.vn/cong-doan/tết-sum-vầy-1.ldo?a=1&b=2",
            "http://www.laodong.vn/cong-doan/t%e1%ba%bft-sum-v%E1%BA%A7y-1.ldo/?b=2&a=1#binh-luan",
            "https://M.LaoDong.vn:443/cong-doan/te\u0302\u0301t-sum-vầy-1.ldo?utm_source=zalo&a=1&b=2&fbclid=x&zarsrc=30",
            "laodong.vn/cong-doan/tết-sum-vầy-1.ldo?a=1&b=2.",
            "https://www.google.com/url?q=https%3A%2F%2Flaodong.vn%2Fcong-doan%2Ft%25E1%25BA%25BFt-sum-v%25E1%25BA%25A7y-1.ldo"
            "%3Fa%3D1%26b%3D2&sa=D",
        ],
    ),
]


@pytest.mark.parametrize(("kind", "key", "url"), [(kind, key, url) for kind, key, urls in SAME_STORY for url in urls])
def test_every_address_of_a_story_gives_its_key(kind, key, url):
    link = canonical(url)
    assert (link.kind, link.key) == (kind, key)


@pytest.mark.parametrize(
    ("url", "opened"),
    [
        (
            f"https://m.facebook.com/story.php?story_fbid={POST}&id=100064&fbclid=x",
            f"https://www.facebook.com/permalink.php?story_fbid={POST}&id=100064",
        ),
        (
            "https://m.facebook.com/congdoan/posts/pfbid02AbC?__tn__=x",
            "https://www.facebook.com/congdoan/posts/pfbid02AbC",
        ),
        (f"youtu.be/{CLIP}?si=abc", f"https://www.youtube.com/watch?v={CLIP}"),
        (f"https://m.tiktok.com/v/{TIKTOK}.html", f"https://www.tiktok.com/@/video/{TIKTOK}"),
        ("HTTP://WWW.Congdoan.vn/Tin?z=1&a=2&utm_medium=x#y", "http://www.congdoan.vn/Tin?z=1&a=2"),
        ("https://congđoàn.vn/tin bài".replace(" ", "%20"), "https://xn--congon-mta40b.vn/tin%20b%C3%A0i"),
        ("http://congdoan.vn/b%E0i?x=%E0", "http://congdoan.vn/b%E0i?x=%E0"),
        ("https://portal.vn:8443/a", "https://portal.vn:8443/a"),
    ],
)
def test_the_address_to_open_is_clean(url, opened):
    assert canonical(url).url == opened


@pytest.mark.parametrize(
    ("url", "kind", "key"),
    [
        ("https://www.facebook.com/share/p/1AbCdEf/?mibextid=wwXIfr", LinkKind.FACEBOOK_SHARE, "fb:s:1AbCdEf"),
        ("https://www.facebook.com/share/1AbCdEf/", LinkKind.FACEBOOK_SHARE, "fb:s:1AbCdEf"),
        ("https://fb.watch/abc_1/", LinkKind.FACEBOOK_SHARE, "fb:s:abc_1"),
        ("https://vt.tiktok.com/ZSabc12/", LinkKind.TIKTOK_SHORT, "tt:s:ZSabc12"),
        ("https://vm.tiktok.com/ZSabc12", LinkKind.TIKTOK_SHORT, "tt:s:ZSabc12"),
        ("https://www.tiktok.com/t/ZTabc/", LinkKind.TIKTOK_SHORT, "tt:s:ZTabc"),
    ],
)
def test_a_link_that_hides_its_story_is_marked(url, kind, key):
    link = canonical(url)
    assert (link.kind, link.key) == (kind, key)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.facebook.com/congdoanvietnam/",
        "https://www.facebook.com/profile.php?id=100064",
        "https://www.facebook.com/people/Cong-Doan/100064/",
        "https://www.facebook.com/groups/555",
        "https://www.facebook.com/groups/555/user/123456789012/",
        "https://www.youtube.com/@congdoan",
        "https://www.youtube.com/channel/UC123",
        "https://www.tiktok.com/@cd.vn",
        "https://zalo.me/0123",
        "https://zalo.me/g/abcdef",
    ],
)
def test_a_page_channel_or_group_is_no_story(url):
    assert canonical(url).kind == LinkKind.PROFILE


def test_different_stories_have_different_keys():
    urls = [
        f"https://www.facebook.com/congdoan/posts/{POST}",
        "https://www.facebook.com/congdoan/posts/1234567890123457",
        f"https://www.facebook.com/reel/{POST}",
        "https://www.facebook.com/a/posts/12",
        "https://www.facebook.com/b/posts/12",
        f"https://youtu.be/{CLIP}",
        f"https://youtu.be/{CLIP[::-1]}",
        "https://laodong.vn/a?id=1",
        "https://laodong.vn/a?id=2",
        "https://laodong.vn/A?id=1",
        "https://thoisu.laodong.vn/a?id=1",
        "https://laodong.vn:8443/a?id=1",
    ]
    assert len({canonical(url).key for url in urls}) == len(urls)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "gialam@congdoan.vn",
        "mailto:gialam@congdoan.vn",
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://congdoan.vn/x",
        "tel:0912345678",
        "https://user:password@congdoan.vn/",
        "https://facebook.com@evil.com/",
        "http://192.168.1.1/x",
        "http://[::1]/",
        "http://localhost:8000/",
        "http://may-chu.local/x",
        "http://intranet/x",
        "https://a..vn/",
        "https://-a.vn/",
        "https://congdoan.vn:99999/",
        "bao-cao.docx",
        "đã chia sẻ xong",
        "https://congdoan.vn/tin bài",
        "12/2026/NĐ-CP",
        "https://congdoan.vn/" + "a" * 2000,
        "https://congdoan.vn/" + "ế" * 400,
    ],
)
def test_what_is_no_public_web_page_is_refused(text):
    with pytest.raises(NotALink):
        canonical(text)


def test_a_wrapped_address_is_checked_too():
    with pytest.raises(NotALink):
        canonical("https://www.google.com/url?q=http://localhost/x")
    assert canonical("https://www.google.com/url?q=javascript:alert(1)").url.startswith("https://www.google.com/")


def test_wrapping_without_end_stops():
    url = "https://laodong.vn/a"
    for _level in range(6):
        url = "https://l.facebook.com/l.php?u=" + url.replace("%", "%25").replace("?", "%3F").replace(
            "=", "%3D"
        ).replace("/", "%2F")
    assert canonical(url).url.startswith("https://")


@given(st.text(max_size=80))
def test_any_text_is_a_link_or_refused(text):
    for candidate in (text, "https://a.vn/" + text, "https://facebook.com/" + text, "https://www.tiktok.com/" + text):
        try:
            link = canonical(candidate)
        except NotALink:
            continue
        assert canonical(link.url).key == link.key
