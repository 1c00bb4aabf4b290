namespace ApexSovereignty.Flow.Analysis;

/// <summary>What methods that call each other in a circle tell apart: less where their summaries grow too large.</summary>
internal enum Precision
{
    /// <summary>All that any method tells apart.</summary>
    Full,

    /// <summary>Elements under constant keys are any elements: methods put maps into maps without end.</summary>
    NoKeys,

    /// <summary>Nor are fields of fields of what a method finds at entry: methods hand objects of one class to each other that hold each other's fields.</summary>
    ShortPaths,

    /// <summary>Of what a method finds at entry only the fields are told apart, not what lies below them.</summary>
    FieldsOnly,
}
