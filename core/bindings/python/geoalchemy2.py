# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Column types of the package geoalchemy2."""
from sqlalchemy.ext.compiler import compiles as _compiles
from sqlalchemy.types import UserDefinedType as _UserDefinedType


class _GISType(_UserDefinedType):
    name = None
    cache_ok = False

    def __init__(self, geometry_type="GEOMETRY", srid=-1, dimension=None, spatial_index=True, use_N_D_index=False,
                 use_typmod=None, from_text=None, name=None, nullable=True, management=False,
                 _spatial_index_reflected=None):
        self.geometry_type = geometry_type.upper() if geometry_type else None
        self.srid = int(srid)
        if name is not None:
            self.name = name
        if from_text is not None:
            self.from_text = from_text
        self.dimension = dimension
        self.spatial_index = spatial_index
        self.use_N_D_index = use_N_D_index
        self.use_typmod = use_typmod
        self.nullable = nullable

    def get_col_spec(self, **kw):
        if not self.geometry_type:
            return self.name
        return "%s(%s,%d)" % (self.name, self.geometry_type, self.srid)


@_compiles(_GISType, "mysql")
def _mysql_spec(element, compiler, **kw):
    spec = element.geometry_type or "GEOMETRY"
    if not element.nullable or element.spatial_index:
        spec += " NOT NULL"
    if element.srid > 0:
        spec += " SRID %d" % element.srid
    return spec


class Geometry(_GISType):
    name = "geometry"
    from_text = "ST_GeomFromEWKT"


class Geography(_GISType):
    name = "geography"
    from_text = "ST_GeogFromText"


class Raster(_GISType):
    name = "raster"
    from_text = "raster"

    def __init__(self, spatial_index=True, from_text=None, name=None, nullable=True):
        _GISType.__init__(self, geometry_type=None, spatial_index=spatial_index, from_text=from_text, name=name,
                          nullable=nullable)
