"""Units of measure by name and symbol, as codes of UCUM (https://ucum.org/ucum).

Names that stand for several units ("ton", "gallon") are not here: they count like any other noun.
"""

from __future__ import annotations

_PREFIXES = {"": "", "kilo": "k", "centi": "c", "milli": "m", "micro": "u", "nano": "n"}
_LARGE = {"": "", "kilo": "k", "mega": "M", "giga": "G", "tera": "T"}


def _family(names: str, code: str, prefixes: dict[str, str]) -> dict[str, str]:
    """Return every name of a unit with every prefix, singular and plural."""
    return {
        f"{prefix}{name}{end}": short + code
        for prefix, short in prefixes.items()
        for name in names.split("|")
        for end in ("", "s")
    }


NAMES: dict[str, str] = {
    **_family("metre|meter", "m", _PREFIXES),
    **_family("gramme|gram", "g", _PREFIXES),
    **_family("litre|liter", "L", {"": "", "milli": "m"}),
    **_family("watt", "W", _LARGE),
    **_family("watt-hour|watt hour", "W.h", _LARGE),
    **_family("hertz", "Hz", _LARGE),
    **_family("volt", "V", {"": "", "kilo": "k"}),
    **_family("byte", "By", _LARGE),
    "percent": "%", "per cent": "%", "percentage points": "percentage point", "basis points": "basis point",
    "mile": "[mi_i]", "miles": "[mi_i]", "yards": "[yd_i]", "foot": "[ft_i]", "feet": "[ft_i]",
    "inch": "[in_i]", "inches": "[in_i]", "nautical miles": "[nmi_i]", "light years": "[ly]", "light-years": "[ly]",
    "acre": "[acr_us]", "acres": "[acr_us]", "hectare": "har", "hectares": "har", "tonne": "t", "tonnes": "t",
    "metric tons": "t", "metric tonnes": "t", "ounces": "[oz_av]", "barrels": "[bbl_us]",
    "seconds": "s", "minutes": "min", "minute": "min", "hours": "h", "hour": "h", "days": "d", "day": "d",
    "weeks": "wk", "week": "wk", "months": "mo", "month": "mo", "years": "a", "year": "a",
    "degrees celsius": "Cel", "degrees centigrade": "Cel", "degrees fahrenheit": "[degF]",
    "kilometres per hour": "km/h", "kilometers per hour": "km/h", "miles per hour": "[mi_i]/h",
}  # fmt: skip
SYMBOLS: dict[str, str] = {
    "%": "%", "km": "km", "m": "m", "cm": "cm", "mm": "mm", "nm": "nm", "µm": "um", "μm": "um", "kg": "kg", "g": "g",
    "mg": "mg", "lb": "[lb_av]", "lbs": "[lb_av]", "ft": "[ft_i]", "mi": "[mi_i]", "ha": "har", "L": "L", "ml": "mL",
    "kW": "kW", "MW": "MW", "GW": "GW", "TW": "TW", "kWh": "kW.h", "MWh": "MW.h", "GWh": "GW.h", "TWh": "TW.h",
    "Hz": "Hz", "kHz": "kHz", "MHz": "MHz", "GHz": "GHz", "KB": "kBy", "kB": "kBy", "MB": "MBy", "GB": "GBy",
    "TB": "TBy", "PB": "PBy", "°C": "Cel", "°F": "[degF]", "ºC": "Cel", "ºF": "[degF]", "km/h": "km/h", "kph": "km/h",
    "mph": "[mi_i]/h", "m/s": "m/s", "km2": "km2", "km²": "km2", "m2": "m2", "m²": "m2", "m3": "m3", "m³": "m3",
    "sq km": "km2", "sq mi": "[mi_i]2", "sq ft": "[ft_i]2", "sq m": "m2", "ppm": "[ppm]", "dB": "dB", "kV": "kV",
    "V": "V", "W": "W", "hrs": "h", "min": "min", "ms": "ms",
}  # fmt: skip
_POWERS = {"square": "2", "cubic": "3"}
_LENGTHS = {name: code for name, code in NAMES.items() if code.rstrip("]").endswith(("m", "_i")) and "/" not in code}


def named_units() -> dict[str, str]:
    """Return every unit by its name, squares and cubes included.

    >>> named = named_units()
    >>> named["square kilometres"], named["cubic feet"], named["kilowatt hours"]
    ('km2', '[ft_i]3', 'kW.h')
    """
    powers = {f"{power} {name}": code + end for power, end in _POWERS.items() for name, code in _LENGTHS.items()}
    return {**NAMES, **powers}
