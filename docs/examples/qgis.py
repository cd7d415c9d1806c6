"""In the Python console of QGIS: initiatives on care as a layer, and the municipalities under it."""

import os

from qgis.core import QgsProject, QgsVectorLayer

site = os.environ.get("SITE", "https://samenkaart.example")
for name in ("municipalities", "initiatives"):
    source = f"url='{site}/api/features/v1' typename='{name}' pagingEnabled='true'"
    layer = QgsVectorLayer(source, name, "OAPIF")
    QgsProject.instance().addMapLayer(layer)
