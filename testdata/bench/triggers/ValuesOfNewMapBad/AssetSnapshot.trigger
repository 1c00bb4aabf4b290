trigger AssetSnapshot on Asset (after update) {
    System.debug(JSON.serialize(Trigger.newMap.values())); // $ Alert[SOV1101]
}
