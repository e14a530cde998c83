"""Currencies by sign, code and name, as ISO 4217 codes.

Where a sign is shared, the choice is that of Unicode's locale data for English (CLDR): "$" is the US dollar, "£" the
pound sterling, "¥" the yen; "Rs" is the Indian rupee. A name that several currencies share ("peso", "crown", "cent")
is told only with its country. The tables are our own: pycountry lists the codes, but neither signs nor short names,
and some codes are English words in capitals (ALL, TOP, TRY).
"""

from __future__ import annotations

SIGNS: dict[str, str] = {
    "US$": "USD", "U.S.$": "USD", "$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "HK$": "HKD",
    "NT$": "TWD", "NZ$": "NZD", "S$": "SGD", "SG$": "SGD", "R$": "BRL", "MX$": "MXN", "€": "EUR", "£": "GBP",
    "¥": "JPY", "￥": "JPY", "CN¥": "CNY", "JP¥": "JPY", "₹": "INR", "₩": "KRW", "₪": "ILS", "₫": "VND",
    "₽": "RUB", "₺": "TRY", "₴": "UAH", "₦": "NGN", "₱": "PHP", "฿": "THB",
}  # fmt: skip
CODES = [
    "AED", "ARS", "AUD", "BRL", "CAD", "CHF", "CLP", "CNY", "COP", "CZK", "DKK", "EGP", "EUR", "GBP", "HKD", "HUF",
    "IDR", "ILS", "INR", "ISK", "JPY", "KRW", "KZT", "MXN", "MYR", "NGN", "NOK", "NZD", "PEN", "PHP", "PKR", "PLN",
    "QAR", "RON", "RUB", "SAR", "SEK", "SGD", "THB", "TWD", "UAH", "USD", "VND", "ZAR",
]  # fmt: skip
SHORT: dict[str, str] = {"RMB": "CNY", "Rs.": "INR", "Rs": "INR", "CNH": "CNY", "Fr.": "CHF"}
COUNTRIES: dict[str, dict[str, str]] = {
    "dollar": {
        "us": "USD", "u.s.": "USD", "american": "USD", "canadian": "CAD", "australian": "AUD", "new zealand": "NZD",
        "hong kong": "HKD", "singapore": "SGD", "taiwan": "TWD", "new taiwan": "TWD", "": "USD",
    },
    "pound": {"british": "GBP", "egyptian": "EGP", "sterling": "GBP"},
    "franc": {"swiss": "CHF"},
    "peso": {"mexican": "MXN", "philippine": "PHP", "argentine": "ARS", "chilean": "CLP", "colombian": "COP"},
    "krona": {"swedish": "SEK", "icelandic": "ISK"},
    "krone": {"danish": "DKK", "norwegian": "NOK"},
    "crown": {"swedish": "SEK", "danish": "DKK", "norwegian": "NOK", "czech": "CZK"},
    "rupee": {"indian": "INR", "pakistani": "PKR", "": "INR"},
    "won": {"south korean": "KRW", "korean": "KRW"},
    "real": {"brazilian": "BRL"},
    "rand": {"south african": "ZAR"},
    "riyal": {"saudi": "SAR", "qatari": "QAR"},
    "dirham": {"uae": "AED", "emirati": "AED"},
    "lira": {"turkish": "TRY"},
    "euro": {"": "EUR"},
    "yen": {"japanese": "JPY", "": "JPY"},
    "yuan": {"chinese": "CNY", "": "CNY"},
    "renminbi": {"": "CNY"},
    "rouble": {"russian": "RUB", "": "RUB"},
    "ruble": {"russian": "RUB", "": "RUB"},
    "zloty": {"polish": "PLN", "": "PLN"},
    "shekel": {"israeli": "ILS", "": "ILS"},
    "baht": {"thai": "THB", "": "THB"},
    "ringgit": {"malaysian": "MYR", "": "MYR"},
    "rupiah": {"indonesian": "IDR", "": "IDR"},
    "hryvnia": {"ukrainian": "UAH", "": "UAH"},
    "naira": {"nigerian": "NGN", "": "NGN"},
    "forint": {"hungarian": "HUF", "": "HUF"},
    "tenge": {"kazakh": "KZT", "": "KZT"},
}  # fmt: skip
# Words that mean money only in sums too large for a weight or a verb: "5 pounds", "won 3".
LARGE: dict[str, str] = {"pound": "GBP", "won": "KRW", "rand": "ZAR"}
PLURALS: dict[str, str] = {"kronor": "krona", "kroner": "krone", "kronur": "krona", "reais": "real", "zlotys": "zloty"}


def code_of(sign: str) -> str:
    """Return the code of a sign, a code or a short form before or after an amount.

    >>> code_of("US$"), code_of("$"), code_of("CHF"), code_of("RMB")
    ('USD', 'USD', 'CHF', 'CNY')
    """
    return SIGNS.get(sign) or SHORT.get(sign) or sign


def code_of_name(name: str, country: str, *, large: bool) -> str | None:
    """Return the code of a currency by name and country, nothing where several share it.

    Arguments:
        name: singular or plural.
        country: the adjective or the name before it, empty for none.
        large: whether the amount is in millions or more.

    >>> code_of_name("dollars", "hong kong", large=False), code_of_name("pesos", "", large=True)
    ('HKD', None)
    """
    low = name.lower()
    singular = PLURALS.get(low) or (low if low in COUNTRIES else low.removesuffix("s"))
    known = COUNTRIES.get(singular, {}).get(" ".join(country.lower().split()))
    return known or (LARGE.get(singular) if large and not country else None)
