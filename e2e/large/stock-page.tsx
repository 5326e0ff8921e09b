import type { Edge, Node } from '@xyflow/react';
import { Background, MiniMap, ReactFlow, useEdgesState, useNodesState } from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { createRoot } from 'react-dom/client';
import type { Design } from '../../src-core/document/design.ts';

/** React Flow as its documentation shows it: default nodes and edges, state kept by its own hooks. */
function Stock({ design }: { readonly design: Design }) {
  const [nodes, , onNodesChange] = useNodesState<Node>(
    design.nodes.map(({ id, position }) => ({ id, position, data: { label: id } })),
  );
  const [edges, , onEdgesChange] = useEdgesState<Edge>(
    design.edges.map(({ id, from, to }) => ({ id, source: from.node, target: to.node })),
  );
  return (
    <ReactFlow
      nodes={nodes}
      edges={edges}
      onNodesChange={onNodesChange}
      onEdgesChange={onEdgesChange}
      fitView
      minZoom={0.01}
    >
      <Background />
      <MiniMap />
    </ReactFlow>
  );
}

declare global {
  interface Window {
    /** Shows a design; called by the benchmark once the page is there. */
    show: (design: Design) => void;
  }
}

window.show = (design) => {
  const root = document.getElementById('root');
  if (root !== null) createRoot(root).render(<Stock design={design} />);
};
