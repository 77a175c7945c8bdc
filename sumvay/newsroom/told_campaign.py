"""Which campaign readers may be told of."""

from sumvay.campaigns.models import Campaign


def told_campaign(campaign: Campaign | None) -> Campaign | None:
    """The campaign of a published piece, or None while it is a draft: its title is not public yet."""
    return campaign if campaign and campaign.state != Campaign.State.DRAFT else None
