"""Campaigns, topics, key messages, holidays and observances."""
