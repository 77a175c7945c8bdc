"""The page of measurements keeps each section until it is measured anew."""

from ops.bench import with_section

PAGE = "# Benchmarks\n\nWritten.\n\n## A tree\n\n- when: then\n\n| a |\n| 1 |\n\n## A paper\n\n- when: then\n\n| b |\n"


def test_a_section_is_put_in_the_place_of_the_one_before_and_others_stay():
    page = with_section(PAGE, "A tree", "- when: now\n\n| c |")
    assert page == PAGE.replace("- when: then\n\n| a |\n| 1 |", "- when: now\n\n| c |")


def test_a_new_section_comes_at_the_end():
    assert with_section(PAGE, "Messages", "| d |") == f"{PAGE}\n## Messages\n\n| d |\n"
