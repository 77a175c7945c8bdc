"""The contract of the front doors: from another room only its doors may be imported."""

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class FrontDoors(Contract):
    """Breaks when a room imports a module of another room that is none of its doors."""

    house = fields.StringField()
    doors = fields.ListField(subfield=fields.StringField())
    open_rooms = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Look at every import between two rooms."""
        rooms = set(graph.find_children(self.house)) - {f"{self.house}.{room}" for room in self.open_rooms}
        trespasses = []
        for visited in sorted(rooms):
            inside = {visited, *graph.find_descendants(visited)}
            allowed = {module for module in inside if self._is_door(module, visited)}
            for module in sorted(inside - allowed):
                strangers = [m for m in graph.find_modules_that_directly_import(module) if m not in inside]
                trespasses += [(m, module) for m in sorted(strangers) if m.startswith(f"{self.house}.")]
        return ContractCheck(kept=not trespasses, metadata={"trespasses": trespasses})

    def _is_door(self, module: str, room: str) -> bool:
        """Whether the module is a door, or a part of one that has grown into a folder."""
        return module.removeprefix(f"{room}.").split(".")[0] in self.doors

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Name every wrong import."""
        for importer, imported in check.metadata["trespasses"]:
            output.print_error(f"{importer} imports {imported}, which is no front door.")
