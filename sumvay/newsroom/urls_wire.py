"""Addresses of what leaves the newsroom (feeds, sitemaps, packages) and of what is paid for it."""

from django.urls import path

from sumvay.newsroom import converters  # noqa: F401 (registers <month:> and <feed:>)
from sumvay.newsroom.views import fee_items, fees, package, partners, wire

FOR_OFFICERS = [
    path("fees/", fees.this_month, name="fees"),
    path("fees/rates/", fees.rates, name="fee_rates"),
    path("fees/items/<int:pk>/", fee_items.own_coefficient, name="own_coefficient"),
    path("fees/<month:month>/", fees.fee_sheet, name="fee_sheet"),
    path("fees/<month:month>/fees.xlsx", fees.fee_workbook, name="fee_workbook"),
    path("fees/<month:month>/points/", fees.points, name="fee_points"),
    path("fees/<month:month>/points.xlsx", fees.points_workbook, name="points_workbook"),
    path("fees/<month:month>/quota/", fees.quota, name="quota"),
    path("fees/<month:month>/quota.xlsx", fees.quota_workbook, name="quota_workbook"),
    path("partners/", partners.partners, name="partners"),
    path("partners/<int:pk>/close/", partners.close_partner, name="close_partner"),
    path("pieces/<int:pk>/package.zip", package.package, name="package"),
]
FOR_READERS = [
    path("<feed:form>", wire.all_feed, name="all_feed"),
    path("muc/<slug:slug>/<feed:form>", wire.section_feed, name="section_feed"),
    path("don-vi/<str:code>/<feed:form>", wire.unit_feed, name="unit_feed"),
    path("dot/<int:pk>/<feed:form>", wire.campaign_feed, name="campaign_feed"),
    path("sitemap.xml", wire.sitemap_index, name="sitemap"),
    path("sitemap-<month:month>.xml", wire.sitemap_month, name="sitemap_month"),
    path("sitemap-tin.xml", wire.sitemap_news, name="sitemap_news"),
    path("robots.txt", wire.robots, name="robots"),
]
