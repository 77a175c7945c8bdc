"""Readers' addresses, in Vietnamese; a piece's own page is the newsroom's."""

from django.urls import path

from sumvay.portal.views import finding, front, listening, lists

app_name = "portal"

urlpatterns = [
    path("", front.home, name="home"),
    path("en/", front.english, name="english"),
    path("en/trang-<int:page>/", front.english, name="english_page"),
    path("muc/<slug:slug>/", lists.section, name="section"),
    path("muc/<slug:slug>/trang-<int:page>/", lists.section, name="section_page"),
    path("don-vi/<str:code>/", lists.unit, name="unit"),
    path("don-vi/<str:code>/trang-<int:page>/", lists.unit, name="unit_page"),
    path("dot/<int:pk>/", lists.campaign, name="campaign"),
    path("dot/<int:pk>/trang-<int:page>/", lists.campaign, name="campaign_page"),
    path("tac-gia/<slug:slug>/", lists.author, name="author"),
    path("tac-gia/<slug:slug>/trang-<int:page>/", lists.author, name="author_page"),
    path("chuong-trinh/", lists.programmes, name="programmes"),
    path("chuong-trinh/trang-<int:page>/", lists.programmes, name="programmes_page"),
    path("chuong-trinh/<int:pk>/", lists.programme, name="programme"),
    path("chuong-trinh/<int:pk>/trang-<int:page>/", lists.programme, name="programme_page"),
    path("viec-lam/", lists.jobs, name="jobs"),
    path("viec-lam/trang-<int:page>/", lists.jobs, name="jobs_page"),
    path("van-ban/", lists.documents, name="documents"),
    path("van-ban/trang-<int:page>/", lists.documents, name="documents_page"),
    path("hoi-dap/", listening.answers, name="answers"),
    path("cam-ket/", listening.commitments, name="commitments"),
    path("cam-ket/trang-<int:page>/", listening.commitments, name="commitments_page"),
    path("cam-ket/<str:code>/", listening.unit_commitments, name="unit_commitments"),
    path("tim/", finding.search, name="search"),
]
