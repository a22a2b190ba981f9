"""The catalogue of settings, by name."""

from inkwell_offline.illustrator.settings import fields, more, rooms, studio, town, water, woods
from inkwell_offline.illustrator.settings.layout import Setting

SETTINGS: dict[str, Setting] = {
    "forest": woods.FOREST,
    "meadow": fields.MEADOW,
    "garden": fields.GARDEN,
    "beach": water.BEACH,
    "underwater": water.UNDERWATER,
    "space": water.SPACE,
    "bedroom": rooms.BEDROOM,
    "kitchen": rooms.KITCHEN,
    "school": rooms.SCHOOL,
    "city": town.CITY,
    "village": town.VILLAGE,
    "castle": town.CASTLE,
    "snow": woods.SNOW,
    "jungle": woods.JUNGLE,
    "mountains": woods.MOUNTAINS,
    "circus": town.CIRCUS,
    "cave": more.CAVE,
    "desert": fields.DESERT,
    "studio": studio.STUDIO,
    "bathroom": more.BATHROOM,
    "hall": more.HALL,
    "clinic": more.CLINIC,
    "office": more.OFFICE,
    "living room": more.LIVING,
    "library": more.LIBRARY,
    "carriage": more.CARRIAGE,
    "stage": more.STAGE,
    "ocean": more.OCEAN,
    "pool": more.POOL,
    "clouds": more.CLOUDS,
}
