using System.Numerics;
using System.Reflection;
using Coupler.Circuits;

namespace Coupler.Tests.Circuits;

public class GateTableTests
{
    private static readonly double[][] Samples = [[0.3, -1.1, 2.7, 0.9], [-2.2, 0.4, 0.1, -1.7], [Math.PI, 5, -0.25, 7]];

    public static TheoryData<string> Names { get; } = [.. GateTable.All.Select(gate => gate.Name)];

    [Fact]
    public void Every_gate_of_the_index_is_in_the_table_once()
    {
        var gates = typeof(GateTable).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Where(property => property.PropertyType == typeof(Gate)).Select(property => (Gate)property.GetValue(null)!);
        Assert.Equal(gates.OrderBy(gate => gate.Name), GateTable.All.OrderBy(gate => gate.Name));
        Assert.Equal(GateTable.All.Length, GateTable.All.Select(gate => gate.Name).Distinct().Count());
    }

    [Fact]
    public void A_gate_is_found_by_its_name() =>
        Assert.All(GateTable.All, gate => Assert.True(GateTable.TryFind(gate.Name, out var found) && found == gate));

    [Fact]
    public void A_gate_is_found_by_each_of_its_names_in_a_dialect() => Assert.All(
        GateTable.All.SelectMany(gate => gate.Names.Select(name => (gate, name))),
        pair => Assert.True(GateTable.TryFind(pair.name.Dialect, pair.name.Name, out var found) && found == pair.gate));

    [Fact]
    public void A_name_that_a_dialect_does_not_have_is_not_found()
    {
        Assert.False(GateTable.TryFind(Dialect.StdGates, "cu3", out _));
        Assert.False(GateTable.TryFind(Dialect.Qelib1, "H", out _));
        Assert.False(GateTable.TryFind("qelib1.h", out _));
        Assert.Null(GateTable.CU3.NameIn(Dialect.StdGates));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_matrix_is_unitary(string name) => ForEachSample(name, (gate, angles) =>
    {
        var matrix = Matrix(gate, angles);
        SlowMatrix.AssertEqual(SlowMatrix.Identity(1 << gate.QubitCount), matrix * matrix.Adjoint());
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void The_gate_and_its_inverse_give_the_identity(string name) => ForEachSample(name, (gate, angles) =>
    {
        var inverse = gate.Inverse([.. angles.Select(Angle.FromRadians)], [.. Enumerable.Range(0, gate.QubitCount)]);
        Assert.Empty(inverse.Controls);
        Assert.Equal(Enumerable.Range(0, gate.QubitCount), inverse.Qubits);
        var matrix = Matrix(inverse.Gate, [.. inverse.Parameters.Select(angle => angle.Radians)]);
        if (inverse.Exponent == -1) matrix = matrix.Adjoint();
        SlowMatrix.AssertEqual(SlowMatrix.Identity(matrix.Size), matrix * Matrix(gate, angles));
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void The_decomposition_multiplies_to_the_gate_with_its_global_phase(string name) =>
        ForEachSample(name, (gate, angles) =>
        {
            if (gate.IsPrimitive)
            {
                Assert.Contains(gate, new[] { GateTable.U, GateTable.CX, GateTable.GlobalPhase });
                return;
            }

            var parts = gate.Decompose([.. angles.Select(Angle.FromRadians)], [.. Enumerable.Range(0, gate.QubitCount)]);
            var product = SlowMatrix.Identity(1 << gate.QubitCount);
            foreach (var part in parts)
            {
                Assert.True(part.Exponent == 1 && part.Controls.IsEmpty);
                var matrix = Matrix(part.Gate, [.. part.Parameters.Select(angle => angle.Radians)]);
                product = matrix.On(gate.QubitCount, part.Qubits) * product;
            }

            SlowMatrix.AssertEqual(Matrix(gate, angles), product, name);
        });

    [Theory]
    [MemberData(nameof(Names))]
    public void The_decomposition_ends_in_primitives(string name)
    {
        Assert.True(GateTable.TryFind(name, out var gate));
        AssertEnds(gate, depth: 0);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_decomposition_goes_to_the_qubits_it_is_given(string name) => ForEachSample(name, (gate, angles) =>
    {
        if (gate.IsPrimitive) return;
        var reversed = Enumerable.Range(0, gate.QubitCount).Reverse().ToArray();
        var product = SlowMatrix.Identity(1 << gate.QubitCount);
        foreach (var part in gate.Decompose([.. angles.Select(Angle.FromRadians)], [.. reversed]))
        {
            product = Matrix(part.Gate, [.. part.Parameters.Select(a => a.Radians)]).On(gate.QubitCount, part.Qubits) * product;
        }

        SlowMatrix.AssertEqual(Matrix(gate, angles).On(gate.QubitCount, reversed), product, name);
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void The_flags_agree_with_the_matrix(string name)
    {
        var (diagonal, permutation, clifford) = (true, true, true);
        ForEachSample(name, (gate, angles) =>
        {
            var matrix = Matrix(gate, angles);
            var elements = from row in Enumerable.Range(0, matrix.Size)
                           from column in Enumerable.Range(0, matrix.Size)
                           select (row, column, value: matrix.Elements[row, column]);
            diagonal &= elements.All(e => e.row == e.column || e.value == 0);
            permutation &= elements.All(e => e.value == 0 || e.value == 1);
            clifford &= Paulis(gate.QubitCount).All(pauli => IsPauli(matrix * pauli * matrix.Adjoint(), gate.QubitCount));
        });
        Assert.True(GateTable.TryFind(name, out var gate));
        Assert.Equal((diagonal, permutation, clifford), (gate.IsDiagonal, gate.IsPermutation, gate.IsClifford));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_tableau_agrees_with_conjugation_by_the_matrix(string name) => ForEachSample(name, (gate, angles) =>
    {
        if (gate.Tableau is not { } tableau) return;
        var matrix = Matrix(gate, angles);
        for (var qubit = 0; qubit < gate.QubitCount; qubit++)
        {
            var x = Pauli(new string('I', gate.QubitCount - 1 - qubit) + "X" + new string('I', qubit));
            var z = Pauli(new string('I', gate.QubitCount - 1 - qubit) + "Z" + new string('I', qubit));
            SlowMatrix.AssertEqual(Pauli(tableau.X[qubit].ToString()), matrix * x * matrix.Adjoint(), $"X{qubit}");
            SlowMatrix.AssertEqual(Pauli(tableau.Z[qubit].ToString()), matrix * z * matrix.Adjoint(), $"Z{qubit}");
        }

        Assert.Equal(tableau, CliffordTableau.Of(gate.Unitary(angles)));
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void A_controlled_gate_is_a_block_matrix(string name) => ForEachSample(name, (gate, angles) =>
    {
        Assert.Equal(gate.ControlCount > 0, gate.Controlled is not null);
        if (gate.Controlled is null) return;
        var block = Matrix(gate.Controlled, angles);
        for (var i = 0; i < gate.ControlCount; i++) block = block.Controlled();
        SlowMatrix.AssertEqual(block, Matrix(gate, angles), name);
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void A_phase_variant_differs_by_a_phase_and_by_nothing_else(string name) => ForEachSample(name, (gate, angles) =>
    {
        if (gate.UpToPhase is not { } original) return;
        var ratio = Matrix(original, angles).Adjoint() * Matrix(gate, angles);
        SlowMatrix.AssertEqual(ratio.Elements[0, 0] * SlowMatrix.Identity(ratio.Size), ratio);
        Assert.True((ratio.Elements[0, 0] - 1).Magnitude > 1e-3);
    });

    [Fact]
    public void Tableaux_of_parameterised_gates_are_found_at_their_special_angles()
    {
        Assert.Equal(GateTable.S.Tableau, CliffordTableau.Of(GateTable.RZ.Unitary(Math.PI / 2)));
        Assert.Equal(GateTable.H.Tableau, CliffordTableau.Of(GateTable.U3.Unitary(Math.PI / 2, 0, Math.PI)));
        Assert.Equal(GateTable.ZZMax.Tableau, CliffordTableau.Of(GateTable.RZZ.Unitary(Math.PI / 2)));
        Assert.Equal(GateTable.CZ.Tableau, CliffordTableau.Of(GateTable.CP.Unitary(Math.PI)));
        Assert.Null(CliffordTableau.Of(GateTable.RZ.Unitary(Math.PI / 4)));
    }

    [Fact]
    public void Names_up_to_phase_are_those_of_the_variants()
    {
        Assert.Null(GateTable.RZ.NameIn(Dialect.Qelib1));
        Assert.Equal("rz", GateTable.RZ.NameUpToPhaseIn(Dialect.Qelib1));
        Assert.Equal("rzz", GateTable.RZZ.NameUpToPhaseIn(Dialect.Qelib1));
        Assert.Equal("u3", GateTable.U.NameUpToPhaseIn(Dialect.Qelib1));
        Assert.Equal("u3", GateTable.U3.NameUpToPhaseIn(Dialect.StdGates));
        Assert.Equal("U", GateTable.U3.NameUpToPhaseIn(Dialect.OpenQasm3));
        Assert.Equal("h", GateTable.H.NameUpToPhaseIn(Dialect.Qelib1));
        Assert.Null(GateTable.GPi.NameUpToPhaseIn(Dialect.Qelib1));
    }

    private static void ForEachSample(string name, Action<Gate, double[]> check)
    {
        Assert.True(GateTable.TryFind(name, out var gate));
        foreach (var sample in Samples) check(gate, sample[..gate.ParameterCount]);
    }

    private static SlowMatrix Matrix(Gate gate, double[] angles) => SlowMatrix.Of(gate.Unitary(angles));

    private static void AssertEnds(Gate gate, int depth)
    {
        Assert.True(depth < 10, $"{gate} does not end.");
        if (gate.IsPrimitive) return;
        var parts = gate.Decompose([.. gate.ParameterNames.Select(name => new Parameter(name))],
            [.. Enumerable.Range(0, gate.QubitCount)]);
        foreach (var part in parts.DistinctBy(part => part.Gate)) AssertEnds(part.Gate, depth + 1);
    }

    private static IEnumerable<SlowMatrix> Paulis(int qubitCount) =>
        from qubit in Enumerable.Range(0, qubitCount)
        from letter in "XZ"
        select Pauli(new string('I', qubitCount - 1 - qubit) + letter + new string('I', qubit));

    private static SlowMatrix Pauli(string text) => text.Aggregate(SlowMatrix.Identity(1), (product, letter) => letter switch
    {
        '+' => product,
        '-' => -Complex.One * product,
        'X' => product & SlowMatrix.Rows([0, 1], [1, 0]),
        'Y' => product & SlowMatrix.Rows([0, -Complex.ImaginaryOne], [Complex.ImaginaryOne, 0]),
        'Z' => product & SlowMatrix.Rows([1, 0], [0, -1]),
        _ => product & SlowMatrix.Identity(2),
    });

    /// <summary>By trying all of them.</summary>
    private static bool IsPauli(SlowMatrix matrix, int qubitCount)
    {
        var texts = Enumerable.Range(0, qubitCount)
            .Aggregate((IEnumerable<string>)[""], (strings, _) =>
                strings.SelectMany(text => "IXYZ".Select(letter => text + letter)));
        return texts.Any(text => Pauli(text).DistanceTo(matrix) < 1e-9 || Pauli("-" + text).DistanceTo(matrix) < 1e-9);
    }
}
