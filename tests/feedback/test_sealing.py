"""What is sealed opens with its own key, for its own purpose, and tells little by its size."""

import uuid

import pytest

from sumvay.feedback import sealing


def test_only_the_private_key_opens_and_only_as_what_it_was_sealed():
    private, public = sealing.new_pair()
    sealed = sealing.seal_to(public, "Thưởng Tết".encode(), b"case 1")

    assert sealing.unseal(private, sealed, b"case 1").decode() == "Thưởng Tết"
    assert sealing.public_of(private) == public
    for other_key, about in ((sealing.new_pair()[0], b"case 1"), (private, b"case 2")):
        with pytest.raises(sealing.CannotOpen):
            sealing.unseal(other_key, sealed, about)


def test_a_changed_byte_is_noticed():
    private, public = sealing.new_pair()
    key = sealing.new_key()
    for sealed, opened in (
        (sealing.seal_to(public, b"x" * 40, b""), lambda given: sealing.unseal(private, given, b"")),
        (sealing.encrypt(key, b"x" * 40, b""), lambda given: sealing.decrypt(key, given, b"")),
    ):
        for place in (0, len(sealed) // 2, len(sealed) - 1):
            broken = bytearray(sealed)
            broken[place] ^= 1
            with pytest.raises(sealing.CannotOpen):
                opened(bytes(broken))


@pytest.mark.parametrize("broken", [b"", b"x", b"x" * 31, b"x" * 60])
def test_what_is_no_ciphertext_cannot_be_opened(broken):
    with pytest.raises(sealing.CannotOpen):
        sealing.unseal(sealing.new_pair()[0], broken, b"")
    with pytest.raises(sealing.CannotOpen):
        sealing.decrypt(sealing.new_key(), broken, b"")


def test_the_same_text_twice_gives_other_bytes():
    key, (_private, public) = sealing.new_key(), sealing.new_pair()
    assert sealing.encrypt(key, b"a", b"") != sealing.encrypt(key, b"a", b"")
    assert sealing.seal_to(public, b"a", b"") != sealing.seal_to(public, b"a", b"")
    assert sealing.lock("mật khẩu", b"a", b"") != sealing.lock("mật khẩu", b"a", b"")


def test_a_passphrase_locks_and_another_does_not_open():
    locked = sealing.lock("trời xanh mây trắng", b"private", b"officer 1")
    assert sealing.unlock("trời xanh mây trắng", locked, b"officer 1") == b"private"
    for passphrase, about in (("trời xanh", b"officer 1"), ("trời xanh mây trắng", b"officer 2")):
        with pytest.raises(sealing.CannotOpen):
            sealing.unlock(passphrase, locked, about)


def test_the_cost_of_a_passphrase_stands_with_it(monkeypatch):
    monkeypatch.setattr(sealing, "COST", 5)
    cheap = sealing.lock("trời xanh mây trắng", b"private", b"")
    monkeypatch.setattr(sealing, "COST", 6)
    dear = sealing.lock("trời xanh mây trắng", b"private", b"")
    assert (cheap[0], dear[0]) == (5, 6)
    assert sealing.unlock("trời xanh mây trắng", cheap, b"") == sealing.unlock("trời xanh mây trắng", dear, b"")


def test_two_halves_make_the_key_and_each_split_is_another():
    secret = sealing.new_key()
    one, other = sealing.split(secret)
    assert sealing.joined(one, other) == sealing.joined(other, one) == secret
    assert secret not in (one, other)
    assert sealing.split(secret)[0] != one


@pytest.mark.parametrize(("length", "filled"), [(0, 1024), (1020, 1024), (1021, 2048), (2044, 2048), (30_000, 32_768)])
def test_sizes_are_padded_to_steps(length, filled):
    padded = sealing.padded(b"a" * length, sealing.TEXT_STEP)
    assert len(padded) == filled
    assert sealing.unpadded(padded) == b"a" * length


def test_a_receipt_is_the_same_for_the_same_form_and_read_as_it_is_typed():
    token = uuid.uuid4()
    receipt = sealing.receipt_for(token)
    assert receipt == sealing.receipt_for(token) != sealing.receipt_for(uuid.uuid4())
    # A hundred bits
    assert len(receipt.replace("-", "")) * 5 == 100
    sloppy = f" {receipt.lower().replace('-', ' ').replace('o', '0').replace('i', '1')} "
    assert sealing.trace_of(sloppy) == sealing.trace_of(receipt)
    assert sealing.key_of(sloppy) == sealing.key_of(receipt)
    assert sealing.key_of(receipt).hex() != sealing.trace_of(receipt)
